import { useState } from 'preact/hooks';
import type { EngineState } from '../engine/types';
import { locale, t } from '../i18n/t';
import { numbersApart } from '../tell-apart';
import { inOrder, named, ORDERS, type Order, type Row, SEARCHED } from './order';
import { ParticipantRow } from './participant-row';

interface Props {
  readonly rows: readonly Row[];
  readonly engine: EngineState;
  readonly showsUsual: boolean;
  /** The machine does not keep up. */
  readonly isBusy: boolean;
  /** When the session began, milliseconds since the epoch. */
  readonly since: number;
  readonly onExclude: (participant: string, excluded: boolean) => void;
  readonly onErase: (participant: string) => Promise<boolean>;
}

const KEY = 'order';

/** Everyone in the call, in the order and of the names that the user wants. */
export function PeopleList({ rows, engine, showsUsual, isBusy, since, onExclude, onErase }: Props) {
  const [order, setOrder] = useState<Order>(() => ORDERS.find((one) => one === localStorage.getItem(KEY)) ?? 'seats');
  const [typed, setTyped] = useState('');
  const isSearched = rows.length >= SEARCHED;
  const shown = inOrder(isSearched ? named(rows, typed) : rows, order, locale());
  const numbers = numbersApart(rows.map(({ participant }) => participant.name));
  const apart = new Map(rows.map(({ participant }, i) => [participant.id, numbers[i] ?? null]));
  const choose = (value: string) => {
    const chosen = ORDERS.find((one) => one === value) ?? 'seats';
    localStorage.setItem(KEY, chosen);
    setOrder(chosen);
  };
  return (
    <>
      <h2 class="visually-hidden">{t('popup_participants')}</h2>
      {rows.length > 1 && (
        <div class="list-tools">
          {isSearched && (
            <input
              type="search"
              autocomplete="off"
              value={typed}
              aria-label={t('list_search')}
              placeholder={t('list_search')}
              onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          )}
          <select
            value={order}
            aria-label={t('list_order')}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          >
            {ORDERS.map((one) => (
              <option key={one} value={one}>
                {t(`list_${one}`)}
              </option>
            ))}
          </select>
        </div>
      )}
      <p class="quiet nobody" role="status" hidden={shown.length > 0 || rows.length === 0}>
        {shown.length === 0 && rows.length > 0 ? t('list_nobody') : ''}
      </p>
      <ul class="participants">
        {shown.map(({ participant, reading, history, isKept }) => (
          <ParticipantRow
            key={participant.id}
            participant={participant}
            apart={apart.get(participant.id) ?? null}
            reading={reading}
            engine={engine}
            showsUsual={showsUsual}
            isBusy={isBusy}
            history={history}
            leaving={{
              isKept,
              since,
              onExclude: (excluded) => onExclude(participant.id, excluded),
              onErase: () => onErase(participant.id),
            }}
          />
        ))}
      </ul>
    </>
  );
}
