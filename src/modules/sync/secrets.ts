import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts the secrets of one connection with AES-256-GCM. The connection's id is bound in, so that a row copied to another
 * connection cannot be opened there. Layout: version 1, 12 bytes nonce, 16 bytes tag, ciphertext.
 */
export function sealSecrets(key: Uint8Array, connection: string, secrets: Readonly<Record<string, string>>): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(connection));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([1]), iv, cipher.getAuthTag(), sealed]);
}

/** Opens what `sealSecrets` made. Throws when the key is another one or a byte was changed; the message names no secret. */
export function openSecrets(key: Uint8Array, connection: string, sealed: Uint8Array | null): Record<string, string> {
  if (sealed === null) return {};
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + ivBytes)).setAAD(Buffer.from(connection));
  decipher.setAuthTag(bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes));
  const text = Buffer.concat([decipher.update(bytes.subarray(1 + ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  return JSON.parse(text) as Record<string, string>;
}
