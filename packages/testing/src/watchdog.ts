import { type ChildProcess, spawn } from 'node:child_process';

// Its input closes when the test process is gone, whatever ended that: a crash, Ctrl-C, SIGKILL.
const SCRIPT = `
while read -r verb pid; do
  case $verb in
    started) pids=" $pid $pids" ;;
    ended) pids=$(echo "$pids" | sed "s/ $pid / /") ;;
  esac
done
[ -z "$pids" ] || kill -KILL $pids
`;

let watchdog: ChildProcess | undefined;

/** Ends a process that this one has started as soon as this one is gone. */
export function watch(child: ChildProcess): void {
  watchdog ??= startWatchdog();
  const { stdin } = watchdog;
  stdin?.write(`started ${child.pid}\n`);
  child.once('exit', () => stdin?.write(`ended ${child.pid}\n`));
}

function startWatchdog(): ChildProcess {
  // In a group of its own, so that a Ctrl-C for the tests does not end it first.
  const shell = spawn('sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  shell.stdin?.on('error', () => {}); // the watchdog itself was ended
  return shell;
}
