import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { dropExcluded, type Excluded, keepExcluded } from '../../exclusion';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { declaredPatterns } from '../../site-permissions';
import { Message } from '../../ui/message';
import { useExcluded } from '../../ui/use-excluded';
import { placeLabel, placesOf } from './places';
import { useOrigins } from './use-origins';

/** Who is never read, how to take that back, and how to say so of somebody whose name no popup shows. */
export function LeftOut() {
  const list = useExcluded();
  const [problem, setProblem] = useState<string | null>(null);
  const change = (done: Promise<void>) =>
    done.then(
      () => setProblem(null),
      (error: unknown) => setProblem(errorWords(error)),
    );
  return (
    <section class="card">
      <h2>{t('left')}</h2>
      <p class="quiet">{t('left_what')}</p>
      {problem && <Message kind="error">{problem}</Message>}
      <ul class="sites">
        {list.map((one) => {
          const who = t('left_of', { name: one.name ?? t('left_nameless'), site: placeLabel(one.site) });
          return (
            <li key={`${one.site} ${one.key} ${one.name}`}>
              <span>{who}</span>
              <button
                type="button"
                class="button small"
                aria-label={t('exclude_undoName', { name: who })}
                onClick={() => void change(dropExcluded(one.site, one))}
              >
                {t('exclude_undo')}
              </button>
            </li>
          );
        })}
      </ul>
      <NameForm onName={(one) => void change(keepExcluded(one))} />
    </section>
  );
}

function NameForm({ onName }: { onName: (one: Excluded) => void }) {
  const places = placesOf([...declaredPatterns(browser.runtime.getManifest()), ...useOrigins()]);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const site = chosen ?? places[0]?.key ?? '';
  const add = () => {
    if (!name.trim()) return;
    onName({ site, key: null, name: name.trim() });
    setName('');
  };
  return (
    <form
      class="name-form"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label class="choice">
        {t('left_name')}
        <input
          type="text"
          autocomplete="off"
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <label class="choice">
        {t('left_site')}
        <select value={site} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
          {places.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button small">
        {t('exclude')}
      </button>
    </form>
  );
}
