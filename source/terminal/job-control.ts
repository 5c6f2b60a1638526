const keepAliveMs = 1000;

/**
Stops this process as ctrl-z does in any program, and answers when the shell has brought it back. A timer is held meanwhile: without one the
event loop is empty, and the program would end instead of going on.
*/
export const stopUntilContinued = (): Promise<void> =>
	new Promise(resolve => {
		const keepAlive = setInterval(() => {}, keepAliveMs);
		process.once('SIGCONT', () => {
			clearInterval(keepAlive);
			resolve();
		});
		process.kill(process.pid, 'SIGTSTP');
	});
