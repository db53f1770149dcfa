/** What the machine runs on; `low`: a battery of which little is left. */
export type Power = 'mains' | 'battery' | 'low';

/** Share of a battery's charge under which little is left: where systems begin to save by themselves. */
const LITTLE = 0.2;

/** https://w3c.github.io/battery/, in Chromium; TypeScript's library does not know it. */
interface Battery extends EventTarget {
  readonly charging: boolean;
  /** 0 to 1. */
  readonly level: number;
}

/** Calls back with what the machine runs on, now and whenever that changes, until the signal aborts; never where the browser does not tell. */
export async function watchPower(onChange: (power: Power) => void, signal: AbortSignal): Promise<void> {
  const { getBattery } = navigator as { getBattery?: () => Promise<Battery> };
  // A policy may forbid it.
  const battery = await getBattery?.call(navigator).catch(() => undefined);
  if (!battery || signal.aborted) return;
  let told: Power = 'mains';
  const look = () => {
    const power = battery.charging ? 'mains' : battery.level <= LITTLE ? 'low' : 'battery';
    if (power !== told) onChange(power);
    told = power;
  };
  battery.addEventListener('chargingchange', look, { signal });
  battery.addEventListener('levelchange', look, { signal });
  look();
}
