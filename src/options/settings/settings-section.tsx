import { Message } from '../../ui/message';
import { useSettings } from '../../ui/use-settings';
import { Keeping } from './keeping';
import { LeftOut } from './left-out';
import { OnTheCall } from './on-the-call';
import { ReadingSettings } from './reading-settings';
import { SettingsTransfer } from './settings-transfer';
import { Shortcuts } from './shortcuts';
import { Sites } from './sites';
import { useSave } from './use-save';

/** Everything that the user can set; a change holds at once, in running calls too. */
export function SettingsSection() {
  const settings = useSettings();
  const { save, problem } = useSave();
  if (!settings) return null;
  return (
    <>
      {problem && <Message kind="error">{problem}</Message>}
      <ReadingSettings settings={settings} save={save} />
      <OnTheCall settings={settings} save={save} />
      <Keeping settings={settings} save={save} />
      <LeftOut />
      <Sites />
      <Shortcuts />
      <SettingsTransfer settings={settings} save={save} />
    </>
  );
}
