import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * An exclusive lock on a data folder. Two processes that open one PGlite folder both succeed and lose each other's
 * rows, so nobody opens it without this lock.
 */
const holderSchema = z.object({
  pid: z.number(),
  /** Start of the process as the kernel tells it: a reused process number is not the same process. */
  started: z.string(),
  host: z.string(),
  token: z.string(),
  socket: z.string(),
});
export type LockHolder = z.infer<typeof holderSchema>;

export interface FolderLock {
  release(): void;
}

const heartbeatMs = 2_000;
/** Only trusted for a holder on another host (a container beside us), whose processes we cannot see. */
const heartbeatExpiresMs = 15_000;

function startOf(pid: number): string {
  try {
    // /proc/<pid>/stat: the name in parentheses may hold spaces; field 22 of the line is the start time.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(holder: LockHolder, file: string): boolean {
  if (holder.host !== hostname()) {
    const silence = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return silence < heartbeatExpiresMs;
  }
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return holder.started === startOf(holder.pid);
}

/** Who holds the folder, or undefined when nobody alive does. */
export function lockHolder(folder: string): LockHolder | undefined {
  const file = join(folder, 'lock');
  try {
    const holder = holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return isAlive(holder, file) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the lock, or tells who has it. A lock whose holder is dead is taken over. */
export function lockFolder(folder: string, socket: string): { lock: FolderLock } | { heldBy: LockHolder } {
  const file = join(folder, 'lock');
  const token = `${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`;
  const mine: LockHolder = { pid: process.pid, started: startOf(process.pid), host: hostname(), token, socket };
  const draft = `${file}.${token}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A hard link appears whole or not at all, and never over an existing lock.
        linkSync(draft, file);
        return { lock: hold(file, token) };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      const heldBy = lockHolder(folder);
      if (heldBy) return { heldBy };
      removeDead(folder, file, token);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead lock aside. Between our look and our move somebody else may have taken over: then put theirs back. */
function removeDead(folder: string, file: string, token: string): void {
  const aside = `${file}.dead.${token}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  try {
    const moved = holderSchema.safeParse(JSON.parse(readFileSync(aside, 'utf8')));
    if (moved.success && isAlive(moved.data, aside) && !lockHolder(folder)) linkSync(aside, file);
  } catch {
    // Not readable as a lock: it protects nobody.
  }
  rmSync(aside, { force: true });
}

function hold(file: string, token: string): FolderLock {
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The folder was removed under us; there is nothing left to protect.
    }
  }, heartbeatMs);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      try {
        const holder = holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
        if (holder.token === token) rmSync(file, { force: true });
      } catch {
        // Already gone.
      }
    },
  };
}
