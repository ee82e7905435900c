import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { explainFileError } from "#server/storage/embedded/explain-failure.ts";
import { StartError } from "#server/storage/start-error.ts";

/** What the server keeps to itself. */
export interface Secrets {
  /** Signs tokens. */
  jwtSecret: string;
  /** Six digits or more; told to the host at the start. */
  hostPin: string;
}

const JWT_SECRET_BYTES_MIN = 32;
const PIN_DIGITS = 6;

/**
 * The configured secrets, or for each one not set the one in `dataDir` (made at the first start,
 * readable by its owner alone). Throws `StartError` when a PIN is not six digits or more, a JWT
 * secret has fewer than 32 bytes in production, or the file can't be kept.
 */
export async function loadSecrets(options: {
  dataDir: string;
  jwtSecret?: string | undefined;
  hostPin?: string | undefined;
  isProduction: boolean;
}): Promise<Secrets> {
  const { dataDir, isProduction } = options;
  const jwtSecret =
    options.jwtSecret ??
    (await keepSecret(path.join(dataDir, "jwt-secret"), () =>
      randomBytes(48).toString("base64url"),
    ));
  const hostPin = options.hostPin ?? (await keepSecret(path.join(dataDir, "host-pin"), drawPin));
  if (isProduction && Buffer.byteLength(jwtSecret) < JWT_SECRET_BYTES_MIN) {
    throw new StartError(
      `JWT_SECRET is too short to be safe; give it ${JWT_SECRET_BYTES_MIN} bytes or more, or leave it unset to have one made.`,
    );
  }
  if (!/^\d{6,64}$/.test(hostPin)) {
    throw new StartError(
      `HOST_PIN must be ${PIN_DIGITS} digits or more; leave it unset to have one drawn.`,
    );
  }
  return { jwtSecret, hostPin };
}

function drawPin(): string {
  return Array.from({ length: PIN_DIGITS }, () => randomInt(10)).join("");
}

/** The secret in `file`, made there once. */
async function keepSecret(file: string, make: () => string): Promise<string> {
  try {
    const kept = await readSecret(file);
    if (kept !== undefined) return kept;
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, `${make()}\n`, { mode: 0o600 });
    // A link fails where the file exists: of two processes that start at once, one makes the secret.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    await rm(draft);
    return (await readSecret(file)) as string;
  } catch (error) {
    throw explainFileError(error, `The secret in ${file} can't be kept`);
  }
}

async function readSecret(file: string): Promise<string | undefined> {
  try {
    const text = (await readFile(file, "utf8")).trim();
    if (text === "")
      throw new StartError(`The file ${file} is empty; remove it to have a new one made.`);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
