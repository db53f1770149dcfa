import { dropExcluded } from '../../exclusion';
import { useExcluded } from '../../ui/use-excluded';

/** Who is never read, and how to take that back. */
export function LeftOut() {
  const list = useExcluded();
  return (
    <section class="card">
      <h2>People who are left out</h2>
      <p class="quiet">
        Whoever you chose “Don’t read” for, in the popup or in a session: no picture of them is taken in any call on
        that site, nor of anyone else of that name.
      </p>
      <ul class="sites">
        {list.map((one) => {
          const who = `${one.name ?? 'Somebody without a name'}, ${one.site}`;
          return (
            <li key={`${one.site} ${one.key} ${one.name}`}>
              <span>{who}</span>
              <button
                type="button"
                class="button small"
                aria-label={`Read again: ${who}`}
                onClick={() => void dropExcluded(one.site, one)}
              >
                Read again
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
