import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

describe("the launcher", () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), "grandstand launch "));
    const tools = fileURLToPath(new URL("..", import.meta.url));
    await cp(path.join(tools, "launch"), path.join(root, "tools", "launch"), { recursive: true });
    await cp(path.join(tools, "launch.mjs"), path.join(root, "tools", "launch.mjs"));
    await writePackages({});
    await mkdir(path.join(root, "node_modules"));
    await writeFile(path.join(root, "node_modules", ".package-lock.json"), '{ "packages": {} }');
    await writeFile(path.join(root, "script.ts"), script);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("runs a script with its arguments and passes its exit code on", async () => {
    const { output, code } = await finished(launch("script.ts", "end", "a b"));
    expect(output).to.equal("started\na b\n");
    expect(code).to.equal(5);
  });

  it("needs no network and writes nothing when nothing is missing", async () => {
    await finished(launch("script.ts", "end"));
    const { output } = await finished(launch("script.ts", "end"));
    expect(output).to.equal("started\n\n");
    const runtime = await access(path.join(root, ".runtime", "lock")).catch(() => "no lock");
    expect(runtime).to.equal("no lock");
  });

  it("installs what package-lock.json names and says when it cannot", async () => {
    await writePackages({ chai: "6.3.0" });
    const { output, code } = await finished(launch("script.ts", "end"));
    expect(output).to.contain("Installing what Grandstand needs");
    expect(output).to.contain("The packages could not be installed");
    expect(code).to.equal(1);
  });

  it("waits for another launcher's installation, but not for a dead one's", async () => {
    const lock = path.join(root, ".runtime", "lock");
    await mkdir(lock, { recursive: true });
    await writeFile(path.join(lock, "pid"), String(process.pid));
    const waiting = launch("script.ts", "end");
    const first = (await once(waiting.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    expect(first[0].toString()).to.contain("Another start is installing");
    const ended = spawn(process.execPath, ["-e", ""]);
    await once(ended, "exit");
    await writeFile(path.join(lock, "pid"), String(ended.pid));
    expect((await finished(waiting)).code).to.equal(5);
  });

  it("passes SIGTERM on and lets Ctrl-C to the script alone", async () => {
    const launched = launch("script.ts", "wait");
    await once(launched.stdout as NodeJS.ReadableStream, "data");
    launched.kill("SIGINT");
    launched.kill("SIGTERM");
    expect((await finished(launched)).code).to.equal(7);
  });

  it("ends the script when npm is killed", async () => {
    const npm = spawn(
      "sh",
      ["-c", `"$0" tools/launch.mjs script.ts wait & wait`, process.execPath],
      {
        cwd: root,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [line] = (await once(npm.stdout, "data")) as [Buffer];
    expect(line.toString()).to.equal("started\n");
    npm.kill("SIGKILL");
    // The pipe closes when its last writer has ended.
    await once(npm.stdout, "close");
    expect(await readFile(path.join(root, "ended"), "utf8")).to.equal("SIGTERM");
  });

  async function writePackages(dependencies: Record<string, string>): Promise<void> {
    const project = { name: "empty", version: "1.0.0", type: "module", dependencies };
    const packages = Object.entries(dependencies).map(([name, version]) => [
      `node_modules/${name}`,
      { version },
    ]);
    const lock = { lockfileVersion: 3, packages: { "": project, ...Object.fromEntries(packages) } };
    await writeFile(path.join(root, "package.json"), JSON.stringify(project));
    await writeFile(path.join(root, "package-lock.json"), JSON.stringify(lock));
  }

  function launch(...args: string[]): ChildProcess {
    return spawn(process.execPath, [path.join("tools", "launch.mjs"), ...args], {
      cwd: root,
      env: {
        ...process.env,
        npm_config_registry: "http://127.0.0.1:1",
        npm_config_fetch_retries: "0",
        npm_config_cache: root,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
});

async function finished(child: ChildProcess): Promise<{ output: string; code: number }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = (await once(child, "close")) as [number];
  return { output, code };
}

const script = `
import { writeFileSync } from "node:fs";
const [mode, ...args]: string[] = process.argv.slice(2);
if (mode === "wait") {
  process.on("SIGTERM", () => { writeFileSync("ended", "SIGTERM"); process.exit(7); });
  setInterval(() => undefined, 1000);
}
console.log("started");
if (mode === "end") {
  console.log(args.join(" "));
  process.exitCode = 5;
}
`;
