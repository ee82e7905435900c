import { networkInterfaces } from "node:os";

/** IPv4 addresses other devices can reach this machine at; home networks first. */
export function lanAddresses(interfaces = networkInterfaces()): string[] {
  const addresses = Object.entries(interfaces).flatMap(([name, entries]) =>
    (entries ?? [])
      .filter((entry) => entry.family === "IPv4" && !entry.internal)
      .map((entry) => ({ name, address: entry.address })),
  );
  return addresses.sort((a, b) => rank(a) - rank(b)).map(({ address }) => address);
}

/** Container and VPN networks last: a phone can't reach them. */
function rank({ name, address }: { name: string; address: string }): number {
  if (/^(docker|br-|veth|tun|tap|utun|wg|vmnet|virbr|tailscale)/.test(name)) return 3;
  if (address.startsWith("192.168.")) return 0;
  if (address.startsWith("10.")) return 1;
  return 2;
}
