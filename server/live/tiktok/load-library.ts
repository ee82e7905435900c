/** Encodes and decodes one kind of message, as the library's schema does. */
export interface MessageCodec {
  decode(bytes: Uint8Array): Record<string, unknown>;
  encode(message: Record<string, unknown>): { finish(): Uint8Array };
}

/** The part of a connection that is used here. The library's own types can't be compiled (NodeNext). */
export interface LibraryConnection {
  on(event: "websocketData", listener: (frame: Buffer) => void): unknown;
  on(event: "disconnected", listener: (end: { code: number; reason: string }) => void): unknown;
  on(event: "error", listener: (fault: { info: string; exception: unknown }) => void): unknown;
  connect(roomId: string): Promise<unknown>;
  readonly wsClient: LibrarySocket | null;
  readonly webClient: LibraryWebClient;
  readonly apiClient: unknown;
}

export interface LibrarySocket {
  terminate(): void;
  sendAck(frame: { logId: string; protoMessageFetchResult: { internalExt: string } }): void;
}

export interface LibraryWebClient {
  clientParams: Record<string, string>;
  getJsonObjectFromTikTokApi(path: string, params: Record<string, string>): Promise<unknown>;
}

/** What the sign service's client is made from; `createEulerClient` copies it. */
interface SignSettings {
  basePath: string;
  apiKey: string | undefined;
  baseOptions: Record<string, unknown>;
  cachedInstance: unknown;
}

/** What is used of `tiktok-live-connector`; its schema is found by message name. */
export interface TikTokLibrary {
  TikTokLiveConnection: new (name: string, options: Record<string, unknown>) => LibraryConnection;
  WebcastDeserializeConfig: { includeMessageTypes: string[] | null };
  SignConfig: SignSettings;
  createEulerClient(): unknown;
  RouteConfig: {
    fetchRoomInfoFromHtml(options: {
      webClient: LibraryWebClient;
      uniqueId: string;
    }): Promise<unknown>;
    fetchRoomIdFromProvider(options: {
      webClient: LibraryWebClient;
      apiClient: unknown;
      uniqueId: string;
    }): Promise<unknown>;
  };
}

const PACKAGE = "tiktok-live-connector";

/** Whether the optional package is there, without the 50 MB and 300 ms of loading it. */
export function isLibraryInstalled(): boolean {
  try {
    import.meta.resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}

/** The library, set to leave messages to us. Rejects when it is missing or broken. */
export async function loadLibrary(): Promise<TikTokLibrary> {
  // The library decorates the service's own words and throws over short ones.
  process.env.SIGN_SERVER_MESSAGE_DISABLED = "1";
  const library = (await import("tiktok-live-connector")) as unknown as TikTokLibrary;
  // Its own decoding lets frames overtake each other, and reads all of every message.
  library.WebcastDeserializeConfig.includeMessageTypes = [];
  return library;
}

/** How the library writes this kind of message; undefined when its schema does not know it. */
export function messageCodec(library: TikTokLibrary, method: string): MessageCodec | undefined {
  const codec = (library as unknown as Record<string, Partial<MessageCodec> | undefined>)[method];
  return typeof codec?.decode === "function" ? (codec as MessageCodec) : undefined;
}
