/** Letters of a handle; the platform's own limit is 24, older ones are longer. */
const NAME = /^[a-z0-9_.]{1,40}$/;
const ADDRESS = /^(?:https?:\/\/)?(?:(?:www|m)\.)?tiktok\.com\/@([^/?#]+)(?:[/?#].*)?$/i;

/**
 * The handle in lower case from what people type: `name`, `@name`, or the address of a profile or a
 * LIVE. Undefined when it is none.
 */
export function parseTikTokName(raw: string): string | undefined {
  const typed = raw.trim();
  const name = (ADDRESS.exec(typed)?.[1] ?? typed).replace(/^@/, "").toLowerCase();
  return NAME.test(name) ? name : undefined;
}
