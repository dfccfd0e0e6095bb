/** Bytes as base64url without padding, and as hex. */

export function toBase64url(bytes: ArrayLike<number>): string {
  return btoa(String.fromCharCode(...Array.from(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** The bytes of a text that `toBase64url` could have written, or null: one value has one text. */
export function fromBase64url(text: string): number[] | null {
  if (!/^[\w-]*$/.test(text)) return null;
  try {
    const bytes = [...atob(text.replace(/-/g, '+').replace(/_/g, '/'))].map((letter) => letter.charCodeAt(0));
    return toBase64url(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

export function toHex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(text: string): number[] {
  return (text.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
}
