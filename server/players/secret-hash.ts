import { createHash, timingSafeEqual } from "node:crypto";

/** SHA-256 as 64 hexadecimal digits: how a secret of full entropy is kept. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/**
 * The secret that resumes the session of a phone, made of its join key: 43 URL-safe characters. A
 * phone that joins again after a lost reply gets the same one, and nobody learns the join key from it.
 */
export function resumeSecretOf(joinKey: string): string {
  return createHash("sha256").update(`gs/resume/1\0${joinKey}`).digest("base64url");
}

/** Whether two secrets are equal, in a time that tells neither where they differ nor how long they are. */
export function isSameSecret(a: string, b: string): boolean {
  const [hashA, hashB] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(hashA as Buffer, hashB as Buffer);
}
