/**
 * A channel as people know it: a simulated or replayed LIVE carries the number of its playing behind
 * the name (`streamer_56#3f9a`).
 */
export function channelName(channel: string): string {
  return channel.split("#")[0] as string;
}
