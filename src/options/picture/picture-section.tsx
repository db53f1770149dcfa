import { useCallback, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import type { ReadPicture } from '../../session/faces-csv';
import { classesOf } from '../../ui/engine-classes';
import { Message } from '../../ui/message';
import type { LocalEngine } from '../local-engine';
import { DropZone } from './drop-zone';
import { FacesTable } from './faces-table';
import { FileView } from './file-view';
import { WorkQueue } from './work-queue';

/** Files shown at once: each picture keeps some 16 MB. */
const MOST = 20;

/** What was chosen or dropped at once. Choosing the same file again is another attempt, with its own answer. */
interface Attempt {
  readonly number: number;
  readonly files: readonly File[];
}

/** Files of the user's, read without leaving this page. */
export function PictureSection({ engine }: { engine: LocalEngine }) {
  const [attempt, setAttempt] = useState<Attempt>({ number: 0, files: [] });
  const queue = useRef(new WorkQueue());
  const open = useCallback((files: readonly File[]) => {
    setRead(new Map());
    setAttempt(({ number }) => ({ number: number + 1, files }));
  }, []);
  /** What was found in the pictures of this attempt, by their place in it. */
  const [read, setRead] = useState<ReadonlyMap<string, ReadPicture>>(new Map());
  const { number, files } = attempt;
  const several = files.length > 1;

  return (
    <>
      <p class="lead quiet">{t('analyse_lead')}</p>
      <DropZone onFiles={open} />
      {number > 0 && files.length === 0 && <Message kind="error">{t('analyse_noFile')}</Message>}
      {files.length > MOST && <Message kind="warning">{t('analyse_most', { most: MOST, all: files.length })}</Message>}
      {read.size > 0 && (
        <FacesTable
          pictures={files.flatMap((_, i) => read.get(`${number} ${i}`) ?? [])}
          classes={classesOf(engine.state)}
        />
      )}
      {files.slice(0, MOST).map((file, i) => (
        <FileView
          // The key is what tells Preact that a new attempt starts from scratch.
          key={`${number} ${i}`}
          file={file}
          titled={several}
          engine={engine}
          queue={queue.current}
          onFaces={(name, faces) => setRead((before) => new Map(before).set(`${number} ${i}`, { name, faces }))}
        />
      ))}
    </>
  );
}
