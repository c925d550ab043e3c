import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a database that a test can cut or clog. */
export interface CuttableWay {
  url: string;
  /** Closes every connection and takes no new ones. */
  cut(): Promise<void>;
  /** Connections stay open and nothing comes through. */
  clog(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function cuttableWay(databaseUrl: string): Promise<CuttableWay> {
  const goal = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let clogged = false;
  const server = createServer((near) => {
    const far = connect(Number(goal.port), goal.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => void (clogged || to.write(bytes)));
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on('error', () => to.destroy());
    }
  });
  let port = 0;
  const listen = async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address) port = address.port;
  };
  const cut = async () => {
    if (!server.listening) return;
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  await listen();
  const near = new URL(databaseUrl);
  near.port = String(port);
  return {
    url: near.href,
    cut,
    clog: () => {
      clogged = true;
    },
    async mend() {
      if (clogged) for (const socket of sockets) socket.destroy();
      clogged = false;
      if (!server.listening) await listen();
    },
    close: cut,
  };
}
