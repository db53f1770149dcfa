import type { Settings } from '../../settings';
import { FlagSetting } from './setting';
import type { Save } from './use-save';

/** What Facet draws on the call page. */
export function OnTheCall(props: { settings: Settings; save: Save }) {
  return (
    <section class="card">
      <h2>On the call</h2>
      <FlagSetting
        {...props}
        name="overlay"
        title="Show badges and face boxes on the call"
        what="Off, only the line that says that Facet reads stays on the call page."
      />
      <FlagSetting
        {...props}
        name="usual"
        title="Mark what a face shows more than it usually does"
        what="Off, badges and popup show the reading alone. What is usual is learned anew in every call and never stored; exports have columns for it either way."
      />
    </section>
  );
}
