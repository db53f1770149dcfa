import { SessionKeys } from './session-keys';

/** 96 bits, as NIST SP 800-38D recommends; random, for far fewer than 2^32 records of a key. */
const NONCE_BYTES = 12;
/** Hexadecimal digits of a key's id, two a byte. */
const ID_DIGITS = 16;
const ID_BYTES = ID_DIGITS / 2;

/** Bytes: the key's id, the nonce, and what AES-GCM made of the record. */
export interface Sealed {
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** A record as it is stored: what the database must know in the clear, and the rest sealed. Unsealed from before 2026-11-27. */
export type Kept<Of, Clear extends keyof Of> = Of | (Pick<Of, Clear> & Sealed);

/** A record may hold bytes beside what JSON can say. */
interface Rest {
  readonly bytes?: Uint8Array;
}

export class Sealing {
  readonly keys = new SessionKeys();

  /** @param clear what stays readable. @throws as SessionKeys' `get`. */
  async seal<Of extends object, Clear extends keyof Of>(
    key: string,
    record: Of,
    clear: readonly Clear[],
  ): Promise<Pick<Of, Clear> & Sealed> {
    const rest: Partial<Of> = { ...record };
    const open: Partial<Of> = {};
    for (const name of clear) {
      open[name] = record[name];
      delete rest[name];
    }
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const secret = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce },
      await this.keys.get(key),
      packed(rest as Rest),
    );
    const sealed = new Uint8Array(ID_BYTES + NONCE_BYTES + secret.byteLength);
    for (let i = 0; i < ID_BYTES; i++) sealed[i] = Number.parseInt(key.slice(2 * i, 2 * i + 2), 16);
    sealed.set(nonce, ID_BYTES);
    sealed.set(new Uint8Array(secret), ID_BYTES + NONCE_BYTES);
    return { ...(open as Pick<Of, Clear>), sealed };
  }

  /** @throws as SessionKeys' `get`, and OperationError where the bytes are not what was sealed. */
  async open<Of extends object, Clear extends keyof Of>(kept: Kept<Of, Clear>): Promise<Of> {
    if (!('sealed' in kept)) return kept;
    const { sealed, ...open } = kept;
    const key = [...sealed.subarray(0, ID_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const iv = sealed.subarray(ID_BYTES, ID_BYTES + NONCE_BYTES);
    const secret = sealed.subarray(ID_BYTES + NONCE_BYTES);
    const rest = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await this.keys.get(key), secret);
    return { ...open, ...unpacked(rest) } as unknown as Of;
  }
}

/** The length of the JSON, the JSON, and the bytes beside it. */
function packed({ bytes = new Uint8Array(0), ...rest }: Rest): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(rest));
  const all = new Uint8Array(4 + json.length + bytes.length);
  new DataView(all.buffer).setUint32(0, json.length);
  all.set(json, 4);
  all.set(bytes, 4 + json.length);
  return all;
}

function unpacked(all: ArrayBuffer): object {
  const length = new DataView(all).getUint32(0);
  const rest: object = JSON.parse(new TextDecoder().decode(new Uint8Array(all, 4, length)));
  const bytes = new Uint8Array(all, 4 + length);
  return bytes.length > 0 ? { ...rest, bytes } : rest;
}
