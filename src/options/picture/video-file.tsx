import { useEffect, useRef, useState } from 'preact/hooks';
import { sentence } from '../../bridge/requests';
import type { FaceReading } from '../../engine/types';
import { LOADING } from '../../loading';
import { FaceBoxes } from '../face-boxes';
import { FaceList } from '../face-list';
import { readVideo } from '../read-video';
import type { FileProps } from './still-picture';

/** A video with live boxes while it plays; paused, it keeps the last ones. */
export function VideoFile({ file, engine, onProblem }: FileProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [faces, setFaces] = useState<readonly FaceReading[]>([]);

  useEffect(() => {
    const ended = new AbortController();
    const element = video.current!;
    const url = URL.createObjectURL(file);
    element.src = url;
    const read = async () => {
      await engine.load().then((pipeline) => {
        // Plays from the moment that it can be read.
        void element.play().catch(() => {});
        return readVideo(element, pipeline, (reading) => setFaces(reading.faces), ended.signal);
      });
    };
    read().catch((error: unknown) => {
      if (!ended.signal.aborted) onProblem(sentence(error));
    });
    return () => {
      ended.abort();
      element.removeAttribute('src');
      element.load();
      URL.revokeObjectURL(url);
    };
  }, []);

  return (
    <div class="stage-row">
      <div class="stage plain">
        <video
          ref={video}
          controls
          muted
          loop
          playsInline
          onError={() => onProblem(`This browser cannot play “${file.name}”. Try an MP4 (H.264) or WebM file.`)}
        >
          <track kind="captions" />
        </video>
        <FaceBoxes faces={faces} />
      </div>
      <div class="beside">
        <FaceList
          faces={faces}
          engine={engine.state}
          empty={engine.state?.state === 'loading' ? LOADING[engine.state.step] : 'No face found'}
        />
      </div>
    </div>
  );
}
