/** A round button that shows an icon and is named by words; with `onPress` it does that, without it sends its form. */

import { Icon, type IconName } from './Icon';

interface Props {
  readonly icon: IconName;
  readonly label: string;
  readonly testId: string;
  readonly quiet?: boolean;
  readonly disabled?: boolean;
  readonly onPress?: () => void;
}

export function RoundButton({ icon, label, testId, quiet = false, disabled = false, onPress }: Props) {
  return (
    <button
      type={onPress === undefined ? 'submit' : 'button'}
      className={quiet ? 'round quiet-round' : 'round'}
      aria-label={label}
      data-testid={testId}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
