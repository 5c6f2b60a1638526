/** The state in which a machine comes to rest after an update: what runs is started anew, all else is left stopped (reference of the Machines API, section 4.3). */
export const updateGoal = (state: string): 'started' | 'stopped' =>
	state === 'started' || state === 'starting' || state === 'restarting' ? 'started' : 'stopped';

/** What an update does to a machine in a state, in words. */
export const updateInWords = (state: string): string =>
	updateGoal(state) === 'started' ? 'What runs is stopped, and started anew with this config.' : 'It is left stopped with this config.';
