import { type Classes, classNamed } from '../../classes';
import { wholePercent } from '../../expressions';
import { wordOf } from '../../i18n/class-words';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';
import { facesCsv, type ReadPicture } from '../../session/faces-csv';
import { Icon } from '../../ui/icon';
import { whyUnsure } from '../../ui/reading-words';
import { saveFile } from '../../ui/save-file';

/** Every face of the pictures that were read so far, and the same as a CSV file. */
export function FacesTable({ pictures, classes }: { pictures: readonly ReadPicture[]; classes: Classes }) {
  const save = () =>
    saveFile(new Blob([facesCsv(pictures, classes)], { type: 'text/csv;charset=utf-8' }), 'facet-pictures.csv');
  return (
    <details class="faces-table">
      <summary>
        {t('analyse_table', {
          faces: t('analyse_faces', { count: pictures.reduce((count, { faces }) => count + faces.length, 0) }),
          pictures: t('analyse_pictures', { count: pictures.length }),
        })}
      </summary>
      <button type="button" class="button small" onClick={save}>
        <Icon name="download" size={14} />
        {t('exports_csv')}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="table-scroll" aria-label={t('analyse_tableLabel')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('analyse_file')}</th>
              <th scope="col">{t('face')}</th>
              <th scope="col">{t('analyse_appears')}</th>
            </tr>
          </thead>
          <tbody>
            {pictures.flatMap(({ name, faces }, i) =>
              faces.length === 0
                ? [
                    <tr key={`${i}`}>
                      <th scope="row">{name}</th>
                      <td>–</td>
                      <td>{t('nothing_noFace')}</td>
                    </tr>,
                  ]
                : faces.map(({ face, expression, confidence, unsure }) => (
                    <tr key={`${i} ${face}`}>
                      <th scope="row">{name}</th>
                      <td>{face}</td>
                      <td>
                        {expression && confidence !== null
                          ? `${wordOf(classNamed(classes, expression))}, ${percent(wholePercent(confidence))}`
                          : unsure
                            ? t('unsure_why', { why: whyUnsure(unsure) })
                            : t('unsure')}
                      </td>
                    </tr>
                  )),
            )}
          </tbody>
        </table>
      </section>
    </details>
  );
}
