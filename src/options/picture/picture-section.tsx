import { useState } from 'preact/hooks';
import { Message } from '../../ui/message';
import type { LocalEngine } from '../local-engine';
import { DropZone } from './drop-zone';
import { kindOf } from './open-picture';
import { StillPicture } from './still-picture';
import { VideoFile } from './video-file';

/** A file of the user's, read without leaving this page. */
export function PictureSection({ engine }: { engine: LocalEngine }) {
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const kind = file && kindOf(file);

  const open = (chosen: File) => {
    setProblem(kindOf(chosen) ? null : `“${chosen.name}” is neither a picture nor a video.`);
    setFile(kindOf(chosen) ? chosen : null);
  };

  return (
    <>
      <p class="lead quiet">Open a picture or a video. It is read in this page and goes nowhere.</p>
      <DropZone onFile={open} />
      {problem && <Message kind="error">{problem}</Message>}
      {/* A new file starts from scratch: the key is what tells Preact so. */}
      {file && kind === 'picture' && (
        <StillPicture key={keyOf(file)} file={file} engine={engine} onProblem={setProblem} />
      )}
      {file && kind === 'video' && <VideoFile key={keyOf(file)} file={file} engine={engine} onProblem={setProblem} />}
    </>
  );
}

function keyOf(file: File): string {
  return `${file.name} ${file.size} ${file.lastModified}`;
}
