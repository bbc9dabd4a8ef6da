/* Runs before anything is painted: the chosen appearance, so that a dark page never begins with a light flash. */
(() => {
  try {
    const { theme } = JSON.parse(localStorage.getItem('astra.preferences') ?? '{}');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // nothing readable was chosen: the system decides
  }
})();
