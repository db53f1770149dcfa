import { RandomEvents } from '../sites/random/events';

declare global {
  interface Window {
    randomEvents(seed: number, most: number): RandomEvents;
  }
}

window.randomEvents = (seed, most) => new RandomEvents(window.call!, seed, most);
