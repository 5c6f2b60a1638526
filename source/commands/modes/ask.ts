import type {AskMode, Plan} from '../../store/asking.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Effect, Outcome} from '../command.ts';
import {both, leaveMode, note} from '../outcomes.ts';
import {answerTo} from './answer.ts';

const effectOf = (plan: Plan): Effect => (plan.kind === 'quit' ? {type: 'quit'} : {type: 'open-shell', target: plan.target});

const declined = (plan: Plan): string =>
	plan.kind === 'quit' ? 'Not quit: the job goes on.' : `No shell was opened in ${plan.target.name || plan.target.id}.`;

/** A question whose answer is yes or no. The default is No. */
export const askKey = (state: State, {plan}: AskMode, chord: Chord): Outcome =>
	answerTo({kind: 'yes'}, '', chord).kind === 'go'
		? both(leaveMode, {effects: [effectOf(plan)]})
		: both(leaveMode, note(state, 'info', declined(plan)));
