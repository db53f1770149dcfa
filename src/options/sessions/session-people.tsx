import { useState } from 'preact/hooks';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { lastName, namesApart } from '../../session/names';
import type { StoredSession } from '../../session/records';
import { Confirm } from '../../ui/confirm';
import { eraseParticipant } from '../../ui/erase-participant';
import { LeaveOutButton } from './leave-out-button';

interface Props {
  readonly session: StoredSession;
  readonly onErased: () => void;
  readonly onProblem: (message: string | null) => void;
}

/** Everyone in a session, to be erased from it, or left out of later calls. */
export function SessionPeople({ session: { id: session, participants }, onErased, onProblem }: Props) {
  /** Who is about to be erased. */
  const [asked, setAsked] = useState<string | null>(null);
  const [erased, setErased] = useState<string | null>(null);
  const erase = async (participant: string, name: string) => {
    setAsked(null);
    try {
      await eraseParticipant(session, participant);
      onProblem(null);
      setErased(name);
      onErased();
    } catch (error) {
      onProblem(errorWords(error));
    }
  };
  const shown = namesApart(participants);
  return (
    <section class="card" aria-label={t('kept')}>
      <h2>{t('kept')}</h2>
      <p class="quiet small">{t('kept_what')}</p>
      <p role="status">{erased !== null && t('kept_erased', { name: erased })}</p>
      <ul class="kept">
        {participants.map(({ id, names, isSelf, place }, i) => {
          const name = shown[i]!;
          return (
            <li key={id} data-kept={id}>
              <span class="kept-name">
                {name}
                {isSelf && <span class="quiet"> {t('popup_you')}</span>}
              </span>
              {asked === id ? (
                <Confirm
                  question={t('kept_sure', { name })}
                  onKeep={() => setAsked(null)}
                  onErase={() => void erase(id, name)}
                />
              ) : (
                <>
                  {place !== undefined && <LeaveOutButton place={place} name={lastName(names)} onProblem={onProblem} />}
                  <button
                    type="button"
                    class="button small danger"
                    aria-label={t('kept_eraseName', { name })}
                    onClick={() => setAsked(id)}
                  >
                    {t('kept_erase')}
                  </button>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
