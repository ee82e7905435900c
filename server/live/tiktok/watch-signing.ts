import type { TikTokLibrary } from "./load-library.ts";

/** What the sign service answered. */
export interface SignReply {
  status: number;
  headers: Readonly<Record<string, unknown>>;
  body: Buffer;
}

const TIMEOUT_MS = 10_000;

interface SigningOptions {
  /** The service, if not the library's own. */
  signUrl: string | undefined;
  signKey: string | undefined;
  signal: AbortSignal;
  onReply(reply: SignReply): void;
}

/**
 * A client of the sign service for one connection. It looks at every answer before the library does:
 * the library hides how long to wait after a refusal, and drops the history that comes with a signature.
 */
export function watchSigning(library: TikTokLibrary, options: SigningOptions): unknown {
  const { SignConfig } = library;
  const original = { ...SignConfig };
  try {
    SignConfig.basePath = options.signUrl ?? original.basePath;
    SignConfig.apiKey = options.signKey ?? original.apiKey;
    SignConfig.baseOptions = {
      ...original.baseOptions,
      timeout: TIMEOUT_MS,
      signal: options.signal,
      transformResponse(data: unknown, headers: object, status: number) {
        // Only a signature is asked for in bytes; everything else is JSON.
        if (!Buffer.isBuffer(data)) return typeof data === "string" ? JSON.parse(data) : data;
        options.onReply({ status, headers: { ...headers }, body: data });
        return data;
      },
    };
    // The library would hand every connection the same client, with the first one's settings.
    SignConfig.cachedInstance = undefined;
    return library.createEulerClient();
  } finally {
    Object.assign(SignConfig, original);
  }
}
