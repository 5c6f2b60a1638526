import {expect, test} from 'vitest';
import {updateGoal} from '../../source/domain/update-goal.ts';

test.for([
	['started', 'started'],
	['starting', 'started'],
	['restarting', 'started'],
	['created', 'stopped'],
	['stopped', 'stopped'],
	['suspended', 'stopped'],
	['failed', 'stopped'],
] as const)('a machine that is %s is %s after an update', ([state, goal]) => {
	expect(updateGoal(state)).toBe(goal);
});
