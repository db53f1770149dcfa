import { mulberry } from '../../scripts/mulberry';
import type { Sighting } from '../../src/content/sighting';

interface Member {
  readonly person: number;
  name: string;
  media: number;
  anchor: number;
  camera: boolean;
  readonly isSelf: boolean;
}

const NAMES = ['Ann', 'Bob', 'Cem', 'Dana', 'Eve', 'Alex', 'Alex'];

/** A call that changes at random, and what a page would show of it: one event between two scans. */
export class SimulatedCall {
  private readonly members: Member[] = [];
  private readonly random: () => number;
  private counter = 0;
  private stage = false;

  constructor(private readonly page: { seed: number; keys: 'always' | 'with a picture' | 'none'; named: boolean }) {
    this.random = mulberry(page.seed);
    this.join();
    this.join();
    this.join();
  }

  /** Does one event and says which. */
  change(): string {
    const member = this.members[Math.floor(this.random() * this.members.length)];
    const events: Record<string, () => void> = {
      join: () => this.members.length < 9 && this.join(),
      leave: () => member && !member.isSelf && this.members.length > 1 && this.remove(member),
      swap: () => this.members.sort(() => this.random() - 0.5),
      recycle: () => member && this.page.named && this.recycle(member),
      rename: () => member && this.rename(member),
      camera: () => member && this.switchCamera(member),
      layout: () => {
        this.stage = !this.stage;
      },
      render: () => {
        for (const m of this.members) m.anchor = this.fresh();
      },
    };
    const [name, act] = Object.entries(events)[Math.floor(this.random() * Object.keys(events).length)]!;
    act();
    return name;
  }

  /** What a scan finds, and whose each sighting is. */
  show(): { sightings: Sighting[]; people: number[] } {
    const sightings: Sighting[] = [];
    const people: number[] = [];
    this.members.forEach((member, i) => {
      const tile: Sighting = {
        key: this.showsKey(member) ? `key${member.person}` : null,
        name: this.page.named ? member.name : null,
        isSelf: member.isSelf && (member.camera || this.page.named),
        media: member.camera ? member.media : null,
        anchors: [member.anchor],
        place: { x: (i % 3) * 300, y: Math.floor(i / 3) * 200, width: 280, height: 180 },
        hasPicture: member.camera,
        isEmpty: false,
      };
      sightings.push(tile);
      people.push(member.person);
      if (this.stage && i === 0 && member.camera) {
        sightings.push({ ...tile, name: null, anchors: [0], place: { x: 0, y: 600, width: 1200, height: 700 } });
        people.push(member.person);
      }
    });
    return { sightings, people };
  }

  private join(): void {
    const person = this.fresh();
    const isSelf = this.members.length === 0;
    const name = this.page.keys !== 'none' ? NAMES[Math.floor(this.random() * NAMES.length)]! : this.newName(person);
    this.members.push({ person, name, media: this.fresh(), anchor: this.fresh(), camera: true, isSelf });
  }

  /** Without keys, someone of a name that left cannot be told from the one who left: such a page would be guessed at. */
  private newName(person: number): string {
    const twice =
      this.random() < 0.3 ? this.members.find((m) => this.members.every((o) => o === m || o.name !== m.name)) : null;
    return twice && !this.taken.has(twice.name) ? this.take(twice.name) : `Person ${person}`;
  }

  private readonly taken = new Set<string>();

  private take(name: string): string {
    this.taken.add(name);
    return name;
  }

  private remove(member: Member): void {
    this.members.splice(this.members.indexOf(member), 1);
  }

  /** The page gives the elements of two people to each other; not of two of one name, who in the dark are all the same. */
  private recycle(one: Member): void {
    const others = this.members.filter(({ name }) => name !== one.name);
    const other = others[Math.floor(this.random() * others.length)];
    if (!other) return;
    [one.anchor, other.anchor] = [other.anchor, one.anchor];
    const [i, j] = [this.members.indexOf(one), this.members.indexOf(other)];
    [this.members[i], this.members[j]] = [other, one];
  }

  private showsKey({ camera }: Member): boolean {
    return this.page.keys === 'always' || (this.page.keys === 'with a picture' && camera);
  }

  private rename(member: Member): void {
    member.name = `Renamed ${this.fresh()}`;
  }

  private switchCamera(member: Member): void {
    member.camera = !member.camera;
    if (member.camera) member.media = this.fresh();
    if (this.page.keys === 'with a picture') member.anchor = this.fresh();
  }

  private fresh(): number {
    return ++this.counter;
  }
}
