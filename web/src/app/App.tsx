export function App() {
  return (
    <main>
      <h1>Astra</h1>
    </main>
  );
}
