/** Kilobits a second from the first picture on; without it, the first seconds of a call are a blur. */
const START_BITRATE = 1200;

/** One participant's way to us: two peers of this page, encoded video between them over loopback. */
export class Connection {
  private constructor(
    /** What arrives. */
    readonly stream: MediaStream,
    private readonly sender: RTCRtpSender,
    private readonly peers: readonly [RTCPeerConnection, RTCPeerConnection],
  ) {}

  static async open(track: MediaStreamTrack): Promise<Connection> {
    const far = new RTCPeerConnection();
    const near = new RTCPeerConnection();
    far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
    near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
    const arrival = new Promise<MediaStream>((resolve) => {
      near.ontrack = (event) => resolve(new MediaStream([event.track]));
    });

    const sender = far.addTrack(track);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription!);
    const answer = await near.createAnswer();
    await near.setLocalDescription(answer);
    await far.setRemoteDescription({ type: 'answer', sdp: startFast(answer.sdp!) });
    return new Connection(await arrival, sender, [far, near]);
  }

  /** null: nothing more is sent. The receiving track stays live, as on real call sites, and keeps its last picture. */
  async send(track: MediaStreamTrack | null): Promise<void> {
    await this.sender.replaceTrack(track);
  }

  close(): void {
    for (const peer of this.peers) peer.close();
  }
}

/** Chromium's own SDP extension; parameters go to the first codec, VP8. */
function startFast(sdp: string): string {
  const codec = /^m=video \d+ \S+ (\d+)/m.exec(sdp)?.[1];
  return codec ? `${sdp}a=fmtp:${codec} x-google-start-bitrate=${START_BITRATE}\r\n` : sdp;
}
