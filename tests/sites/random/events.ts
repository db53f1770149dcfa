import type { Call } from '../../../scripts/call/page/call';
import type { Layout } from '../../../scripts/call/page/layout';
import type { DrawnExpression } from '../../../scripts/faces/expressions';
import { mulberry } from '../../../scripts/mulberry';

const NAMES = (
  'Ann Lee,Bob Marsh,Cem Aydin,Dana Fox,Eve Stone,Finn Berg,Gia Rossi,Hugo Blanc,Iris Wang,Jon Snowdon,Kim Park,' +
  'Lea Moreau,Max Power,Nia Obi,Omar Haddad,Pia Vogel,Quinn Ray,Rosa Diaz,Sam Field,Tara Singh,Uma Nair,Vera Novak'
).split(',');
/** Two people of one name. */
const NAMESAKE = 'Alex Reed';
/** Of drawn faces, those that are read most surely. */
const EXPRESSIONS: readonly DrawnExpression[] = ['happiness', 'surprise'];
/** Events between two new names of one person: Facet takes a text that changes all the time for no name. */
const BETWEEN_NAMES = 100;
const LAYOUTS: readonly Layout[] = ['grid', 'spotlight', 'sidebar'];

/** What can happen, and how often in relation to the others. */
const EVENTS = {
  join: 3,
  leave: 2,
  swap: 2,
  recycle: 2,
  rename: 2,
  camera: 4,
  layout: 2,
  rerender: 2,
  share: 2,
} as const;

type EventName = keyof typeof EVENTS;

/** Does to a call whatever comes, always the same for the same seed. */
export class RandomEvents {
  private readonly random: () => number;
  private unused = [...NAMES];
  private count = 0;
  private readonly renamedAt = new Map<string, number>();

  constructor(
    private readonly call: Call,
    seed: number,
    private readonly most: number,
  ) {
    this.random = mulberry(seed);
  }

  /** One event; says which. */
  async next(): Promise<string> {
    this.count += 1;
    const deck = Object.entries(EVENTS).flatMap(([name, weight]) => Array<EventName>(weight).fill(name as EventName));
    const event = this.pick(deck)!;
    return `${event} ${await this[event]()}`;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  async join(): Promise<string> {
    if (this.call.names().length >= this.most) return '–';
    const namesakes = this.call.names().filter((name) => name === NAMESAKE).length;
    const name = namesakes < 2 && this.chance(0.15) ? NAMESAKE : this.newName();
    await this.call.join(name, { expression: this.pick(EXPRESSIONS)! });
    return name;
  }

  private leave(): string {
    const name = this.pick(this.others());
    if (!name || this.call.names().length < 3) return '–';
    this.call.leave(name);
    return name;
  }

  private swap(): string {
    return this.withTwo(this.call.names(), (one, other) => this.call.swap(one, other));
  }

  private recycle(): string {
    return this.withTwo(this.others(), (one, other) => this.call.recycle(one, other));
  }

  private rename(): string {
    const { id, name } = this.pick(this.call.allSeats())!.participant;
    if (this.count - (this.renamedAt.get(id) ?? -BETWEEN_NAMES) < BETWEEN_NAMES) return '–';
    this.renamedAt.set(id, this.count);
    const to = this.newName();
    this.call.rename(name, to);
    return `${name} → ${to}`;
  }

  private async camera(): Promise<string> {
    const seat = this.pick(this.call.allSeats())!;
    const { name, cameraOn } = seat.participant;
    await this.call.camera(name, !cameraOn);
    return `${name} ${cameraOn ? 'off' : 'on'}`;
  }

  private layout(): string {
    const layout = this.pick(LAYOUTS)!;
    const first = this.pick(this.call.names())!;
    this.call.layout(layout, first);
    return `${layout}, ${first} first`;
  }

  private rerender(): string {
    const everyone = this.chance(0.5);
    const names = everyone ? this.call.names() : [this.pick(this.call.names())!];
    for (const name of names) this.call.rerender(name);
    return everyone ? 'everyone' : names[0]!;
  }

  private async share(): Promise<string> {
    const sharer = this.call.allSeats().find(({ screen }) => screen !== null)?.participant.name;
    const name = sharer ?? this.pick(this.others());
    if (!name) return '–';
    await this.call.share(name, sharer === undefined);
    return `${name} ${sharer === undefined ? 'starts' : 'stops'}`;
  }

  /** Everyone but the user. */
  private others(): string[] {
    return this.call.allSeats().flatMap(({ participant }) => (participant.isSelf ? [] : participant.name));
  }

  private withTwo(names: readonly string[], act: (one: string, other: string) => void): string {
    const [one, other] = [this.pick(names), this.pick(names)];
    if (!one || !other || one === other) return '–';
    act(one, other);
    return `${one}, ${other}`;
  }

  /** Someone who left may come back, but only after everyone else had a turn. */
  private newName(): string {
    const free = this.unused.filter((name) => !this.call.names().includes(name));
    if (free.length === 0) this.unused = [...NAMES];
    const name = this.pick(free.length > 0 ? free : NAMES.filter((one) => !this.call.names().includes(one)))!;
    this.unused = this.unused.filter((one) => one !== name);
    return name;
  }

  private pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)];
  }
}
