import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Server } from "@colyseus/core";
import { StartError } from "./storage/start-error.ts";

/** Opens the port and answers its number (another one when 0 was asked for). Throws `StartError` when it is taken. */
export async function listen(
  server: Server,
  { http, port, hostname }: { http: HttpServer; port: number; hostname: string },
): Promise<number> {
  const failed = new Promise<never>((_, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port)));
  });
  // Colyseus never settles its own promise on an error.
  await Promise.race([server.listen(port, hostname), failed]);
  return (http.address() as AddressInfo).port;
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new StartError(
      `Port ${port} is taken by another program; stop it, or start with PORT=${port + 1}.`,
    );
  }
  if (error.code === "EACCES") {
    return new StartError(`Port ${port} may not be opened by this user; try PORT=2567.`);
  }
  return error;
}
