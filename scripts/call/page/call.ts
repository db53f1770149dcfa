import type { DrawnExpression } from '../../faces/expressions';
import { PEOPLE, type PersonName, personNamed } from '../../faces/people';
import { arrange, type Layout } from './layout';
import { type Lines, ownLines } from './line';
import type { Sitter } from './live-face';
import { type Participant, RemoteParticipant } from './participant';
import { SelfParticipant } from './self';
import type { Tile, View } from './view';

interface Seat {
  readonly participant: Participant;
  person: Tile;
  screen: Tile | null;
}

/** A seat as others may see it. */
export interface SeatView {
  readonly participant: Participant;
  readonly person: Pick<Tile, 'element'>;
  readonly screen: Pick<Tile, 'element'> | null;
}

export interface JoinOptions {
  readonly expression?: DrawnExpression;
  /** Their mouth moves as in talk, and their head with it. */
  readonly talks?: boolean;
  /** They sit still as a picture, but for the camera's noise. */
  readonly isStill?: boolean;
  /** Who is drawn; the person of that name, or the next in line. */
  readonly face?: PersonName;
  /** More people before the same camera, to the right of the first: a meeting room. */
  readonly beside?: readonly { readonly face: PersonName; readonly expression: DrawnExpression }[];
}

/** The call itself, and `window.call`: what a test or the demo makes the participants do. Names say who. */
export class Call {
  private seats: Seat[] = [];
  private arrangement: Layout = 'grid';
  private facesGiven = 0;

  constructor(
    private readonly view: View,
    private readonly lines: Lines = ownLines,
  ) {
    window.addEventListener('resize', () => this.arrange());
  }

  async joinMyself(name: string): Promise<void> {
    this.seat(await SelfParticipant.join(name));
  }

  async join(
    name: string,
    { expression = 'neutral', talks = false, isStill = false, face, beside = [] }: JoinOptions = {},
  ): Promise<void> {
    const namesake = PEOPLE.find((person) => person.name === name);
    const person = face ? personNamed(face) : (namesake ?? PEOPLE[this.facesGiven++ % PEOPLE.length]!);
    const others = beside.map((one): Sitter => ({ person: personNamed(one.face), expression: one.expression }));
    this.seat(await RemoteParticipant.join(name, this.lines, { person, expression, talks, isStill }, others));
  }

  leave(name: string): void {
    const seat = this.of(name);
    seat.person.remove();
    seat.screen?.remove();
    if (seat.participant instanceof RemoteParticipant) seat.participant.leave();
    this.seats = this.seats.filter((other) => other !== seat);
    this.arrange();
  }

  rename(name: string, to: string): void {
    const seat = this.of(name);
    seat.participant.name = to;
    seat.person.update();
    seat.screen?.update();
    this.arrange();
  }

  async camera(name: string, on: boolean): Promise<void> {
    const seat = this.of(name);
    const { participant } = seat;
    if (participant instanceof RemoteParticipant || participant instanceof SelfParticipant)
      await participant.camera(on);
    seat.person.update();
    this.arrange();
  }

  express(name: string, expression: DrawnExpression): void {
    this.remote(name).express(expression);
  }

  /** People of one room walk past each other. */
  exchangeSeats(name: string): Promise<void> {
    return this.remote(name).exchangeSeats();
  }

  /** Their picture stops, and nothing on the page says so. */
  async freeze(name: string): Promise<void> {
    await this.remote(name).freeze();
  }

  async share(name: string, on: boolean): Promise<void> {
    const participant = this.remote(name);
    await participant.share(on);
    const seat = this.of(name);
    seat.screen?.remove();
    seat.screen = on ? this.view.createTile(participant, 'screen') : null;
    this.arrange();
  }

  /** In spotlight and sidebar, `first` gets the large tile. */
  layout(layout: Layout, first?: string): void {
    this.arrangement = layout;
    if (first !== undefined) {
      const large = this.of(first);
      this.seats = [large, ...this.seats.filter((seat) => seat !== large)];
    }
    this.arrange();
  }

  /** Two participants change places. */
  swap(one: string, other: string): void {
    const [a, b] = [this.seats.indexOf(this.of(one)), this.seats.indexOf(this.of(other))];
    [this.seats[a], this.seats[b]] = [this.seats[b]!, this.seats[a]!];
    this.arrange();
  }

  /** Two participants change places, and the page fills the elements that stand there anew instead of moving them. */
  recycle(one: string, other: string): void {
    const [a, b] = [this.of(one), this.of(other)];
    [a.person, b.person] = [b.person, a.person];
    a.person.become(a.participant);
    b.person.become(b.participant);
    this.swap(one, other);
  }

  /** The page throws a tile away and builds the same again, as frameworks do. */
  rerender(name: string): void {
    const seat = this.of(name);
    seat.person.remove();
    seat.person = this.view.createTile(seat.participant, 'person');
    this.arrange();
  }

  allSeats(): readonly SeatView[] {
    return this.seats;
  }

  names(): string[] {
    return this.seats.map(({ participant }) => participant.name);
  }

  /** Where a participant's tile stands, in CSS pixels of the tab's page. */
  place(name: string): { x: number; y: number; width: number; height: number } {
    const { x, y, width, height } = this.of(name).person.element.getBoundingClientRect();
    const frame = window.frameElement?.getBoundingClientRect();
    return { x: x + (frame?.x ?? 0), y: y + (frame?.y ?? 0), width, height };
  }

  /** Whether every camera that is on has shown a picture. */
  playing(): boolean {
    return [...document.querySelectorAll('video')]
      .filter((video) => video.srcObject !== null && video.checkVisibility())
      .every((video) => video.videoWidth > 0);
  }

  private seat(participant: Participant): void {
    this.seats.push({ participant, person: this.view.createTile(participant, 'person'), screen: null });
    this.arrange();
  }

  private arrange(): void {
    // A shared screen comes first: it gets the large tile.
    const sharer = this.seats.find(({ screen }) => screen !== null);
    const screens = this.seats.flatMap(({ screen }) => screen ?? []);
    const tiles: Pick<Tile, 'place'>[] = [...screens, ...this.seats.map(({ person }) => person)];
    const { large } = this.view;
    const first = sharer ?? this.seats[0];
    const isLarge = large !== undefined && first !== undefined && this.arrangement !== 'grid';
    large?.show(isLarge ? { participant: first.participant, kind: sharer ? 'screen' : 'person' } : null);
    if (isLarge) tiles.unshift(large);
    const places = arrange(this.arrangement, tiles.length, this.view.stage());
    for (const [i, tile] of tiles.entries()) tile.place(places[i]!);
  }

  private of(name: string): Seat {
    const seat = this.seats.find(({ participant }) => participant.name === name);
    if (!seat) throw new RangeError(`Nobody called "${name}" is in the call; there are: ${this.names().join(', ')}.`);
    return seat;
  }

  private remote(name: string): RemoteParticipant {
    const { participant } = this.of(name);
    if (!(participant instanceof RemoteParticipant)) throw new RangeError(`"${name}" is the user's own camera.`);
    return participant;
  }
}
