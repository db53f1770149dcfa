import { saveSettings } from '../settings';
import { Notice } from '../ui/notice';

export function NoticeView() {
  return (
    <>
      <h2>Before you start</h2>
      <Notice />
      <button type="button" class="button primary wide" onClick={() => void saveSettings({ noticeAccepted: true })}>
        I understand
      </button>
    </>
  );
}
