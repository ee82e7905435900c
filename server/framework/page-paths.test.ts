import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import express from "express";
import { servePageAt } from "./page-paths.ts";

describe("a page at the address of a route", () => {
  let folder: string;
  let server: Server;
  let url: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "grandstand-pages-"));
    const file = join(folder, "shelf.html");
    await writeFile(file, "<title>Shelf</title>");
    const app = express();
    servePageAt(app, { paths: ["/shelf", "/shelf/:id"], file });
    app.get("/shelf", (_request, response) => void response.json({ books: 3 }));
    server = createServer(app);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await new Promise((done) => server.close(done));
    await rm(folder, { recursive: true });
  });

  const ask = (path: string, accept: string) => fetch(url + path, { headers: { accept } });

  it("is shown to a browser that goes there", async () => {
    const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (const path of ["/shelf", "/shelf/7"]) {
      const answer = await ask(path, accept);
      expect(answer.headers.get("vary")).to.contain("Accept");
      expect(await answer.text()).to.equal("<title>Shelf</title>");
    }
  });

  it("leaves the route to everybody else", async () => {
    for (const accept of ["application/json", "*/*"]) {
      expect(await (await ask("/shelf", accept)).json()).to.deep.equal({ books: 3 });
    }
  });
});
