import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { silentLog } from "./test-postgres.ts";

/** A way to a database on which the answer to a COMMIT can get lost. */
export interface CuttableDatabase {
  dataSource: DataSource;
  /** How many connections were broken at a commit so far. */
  readonly cuts: number;
  /** Breaks the connection of the next `count` commits, once the server has done them. */
  loseAnswers(count: number): void;
  /** Breaks the connection of the next `count` commits before the server hears of them. */
  loseAsks(count: number): void;
  /** Breaks every connection, and each new one at once. */
  hangUp(): void;
  /** The same, once the server has done the next commit. */
  hangUpAfterCommit(): void;
  /** New connections get through again. */
  takeCalls(): void;
  /** Nothing comes through any more, and nobody is told so. */
  fallSilent(): void;
  /** What was asked during the silence breaks; what comes now gets through. */
  speakAgain(): void;
  close(): Promise<void>;
}

/**
 * Puts a proxy before the database at `url` (on a unix socket, as the embedded server is). `at` is
 * what a statement has in it whose answer gets lost, in place of COMMIT; or several of them.
 */
export async function cutAtCommit(
  url: string,
  {
    at = "COMMIT\0",
    ...options
  }: { statementTimeoutMs?: number; poolSize?: number; at?: string | readonly string[] } = {},
): Promise<CuttableDatabase> {
  const { searchParams, port } = new URL(url);
  const socketName = `.s.PGSQL.${port}`;
  const target = path.join(searchParams.get("host") as string, socketName);
  const folder = await mkdtemp(path.join(os.tmpdir(), "gs-cut-"));
  const marks = [at].flat();
  let toLose = 0;
  let toLoseUnasked = 0;
  let cuts = 0;
  let isSilent = false;
  let isDown = false;
  let hangsUpNext = false;
  const unheard = new Set<net.Socket>();
  const clients = new Set<net.Socket>();

  function hangUp(): void {
    isDown = true;
    for (const client of clients) client.destroy();
  }

  const proxy = net.createServer((client) => {
    if (isDown) return client.destroy();
    clients.add(client);
    const server = net.connect(target);
    let isLosing = false;
    client.on("data", (bytes) => {
      if (isSilent) return unheard.add(client);
      const isAsked = marks.some((mark) => bytes.includes(mark));
      if (toLoseUnasked > 0 && isAsked) {
        toLoseUnasked -= 1;
        cuts += 1;
        return client.destroy();
      }
      if (toLose > 0 && isAsked) {
        toLose -= 1;
        cuts += 1;
        isLosing = true;
      }
      return server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (isLosing && hangsUpNext) hangUp();
      else if (isLosing) client.destroy();
      else client.write(bytes);
    });
    client.on("close", () => {
      clients.delete(client);
      server.destroy();
    });
    server.on("close", () => client.destroy());
    for (const socket of [client, server]) socket.on("error", () => socket.destroy());
    return server;
  });
  proxy.listen(path.join(folder, socketName));
  await once(proxy, "listening");

  const throughProxy = new URL(url);
  throughProxy.searchParams.set("host", folder);
  const dataSource = new DataSource(
    dataSourceOptions({ url: throughProxy.href, log: silentLog, poolSize: 2, ...options }),
  );
  await dataSource.initialize();
  return {
    dataSource,
    get cuts() {
      return cuts;
    },
    loseAsks: (count) => {
      toLoseUnasked = count;
    },
    loseAnswers: (count) => {
      toLose = count;
    },
    hangUp,
    hangUpAfterCommit: () => {
      toLose = 1;
      hangsUpNext = true;
    },
    takeCalls: () => {
      isDown = false;
      hangsUpNext = false;
    },
    fallSilent: () => {
      isSilent = true;
    },
    speakAgain: () => {
      isSilent = false;
      for (const socket of unheard) socket.destroy();
      unheard.clear();
    },
    close: async () => {
      await dataSource.destroy();
      proxy.close();
      await rm(folder, { recursive: true });
    },
  };
}
