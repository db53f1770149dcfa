import type { BadgeSize, Corner, Density } from '../../appearance';
import type { Settings } from '../../settings';
import { FlagSetting, SelectSetting } from './setting';
import type { Save } from './use-save';

const DENSITY_WORDS: Readonly<Record<Density, string>> = {
  dot: 'A drawn face',
  badge: 'A badge',
  bars: 'A badge with bars',
};

const CORNER_WORDS: Readonly<Record<Corner, string>> = {
  'top left': 'Upper left',
  'top right': 'Upper right',
  'bottom left': 'Lower left',
  'bottom right': 'Lower right',
};

const SIZE_WORDS: Readonly<Record<BadgeSize, string>> = { small: 'Small', medium: 'Medium', large: 'Large' };

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
      <SelectSetting
        {...props}
        name="density"
        title="Badges say"
        words={DENSITY_WORDS}
        what="A drawn face alone, the expression in words with how many would say so, or also a bar for each expression. Where a tile has no room for it, a badge says less. In Mirror there is no box and no number, so that nothing moves while you speak."
      />
      <SelectSetting
        {...props}
        name="corner"
        title="Place of badges"
        words={CORNER_WORDS}
        what="The corner of each tile. Where a face or another badge is there, and where a tile shows several faces, the nearest free place."
      />
      <SelectSetting
        {...props}
        name="badgeSize"
        title="Size of badges"
        words={SIZE_WORDS}
        what="In small tiles badges are smaller by themselves."
      />
      <FlagSetting
        {...props}
        name="hidesPresenting"
        title="Hide badges while you share your screen"
        what="As far as the call page shows that you do. The line that says that Facet reads stays."
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
