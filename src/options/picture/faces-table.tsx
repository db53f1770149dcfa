import { type Classes, classNamed, styleOf } from '../../classes';
import { wholePercent } from '../../expressions';
import { facesCsv, type ReadPicture } from '../../session/faces-csv';
import { Icon } from '../../ui/icon';
import { saveFile } from '../../ui/save-file';

/** Every face of the pictures that were read so far, and the same as a CSV file. */
export function FacesTable({ pictures, classes }: { pictures: readonly ReadPicture[]; classes: Classes }) {
  const save = () =>
    saveFile(new Blob([facesCsv(pictures, classes)], { type: 'text/csv;charset=utf-8' }), 'facet-pictures.csv');
  return (
    <details class="faces-table">
      <summary>
        All faces as a table ({pictures.reduce((count, { faces }) => count + faces.length, 0)} in {pictures.length}{' '}
        {pictures.length === 1 ? 'picture' : 'pictures'})
      </summary>
      <button type="button" class="button small" onClick={save}>
        <Icon name="download" size={14} />
        CSV
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="table-scroll" aria-label="Faces of the pictures" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Face</th>
              <th scope="col">Appears</th>
            </tr>
          </thead>
          <tbody>
            {pictures.flatMap(({ name, faces }, i) =>
              faces.length === 0
                ? [
                    <tr key={`${i}`}>
                      <th scope="row">{name}</th>
                      <td>–</td>
                      <td>no face found</td>
                    </tr>,
                  ]
                : faces.map(({ face, expression, confidence, unsure }) => (
                    <tr key={`${i} ${face}`}>
                      <th scope="row">{name}</th>
                      <td>{face}</td>
                      <td>
                        {expression
                          ? `${styleOf(classNamed(classes, expression)).word}, ${wholePercent(confidence)} %`
                          : `unsure${unsure ? `: ${unsure}` : ''}`}
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
