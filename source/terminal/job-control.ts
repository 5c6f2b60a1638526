/** How long a stop takes to set in at most, in ms. */
const setInMs = 100;

/**
Stops flydeck as ctrl-z does any program, with all that the shell started together with it, and answers when the shell has brought it back; or
soon, where no shell could do so and nothing is stopped. A timer is held meanwhile: without one the event loop is empty, and the program
would end instead of going on.
*/
export const stopUntilContinued = (): Promise<void> =>
	new Promise(resolve => {
		const finish = (): void => {
			clearInterval(timer);
			process.off('SIGCONT', finish);
			resolve();
		};
		const timer = setInterval(finish, setInMs);
		process.on('SIGCONT', finish);
		process.kill(0, 'SIGTSTP');
	});
