/** 128 random bits that no page can guess, as a content security policy wants them. */
export function nonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}
