import {selectConnection} from '../../store/connection.ts';
import {failureAdvice} from '../../store/failure-kinds.ts';
import type {State} from '../../store/state.ts';

const unreadableText = (issues: readonly string[]): readonly string[] => [
	`${issues.length} ${issues.length === 1 ? 'machine' : 'machines'} could not be read: ${issues[0]}.`,
	'N tells of each of them.',
];

const hiddenText = ({filter, isTroubleOnly}: State['view']): readonly string[] => {
	const matching = filter === '' ? '' : ` that matches "${filter}"`;
	return isTroubleOnly
		? [`No machine${matching} is in trouble.`, '! shows those that are well, too.']
		: [`No machine matches "${filter}".`, 'esc shows all again.'];
};

/** Why the table has no rows: loading, failing, unreadable, nothing there, or all filtered out. One line each. */
export const emptyText = (state: State): readonly string[] => {
	const {kind, failure} = selectConnection(state);
	if (state.fleet.size > 0) {
		return hiddenText(state.view);
	}

	if (failure !== undefined) {
		return [failure.message, failureAdvice(failure)];
	}

	if (kind === 'loading') {
		return ['Loading the machines ...'];
	}

	const issues = [...state.feeds.values()].flatMap(feed => feed.issues);
	if (issues.length > 0) {
		return unreadableText(issues);
	}

	const apps = [...state.feeds.keys()];
	return apps.length === 0
		? [`The organization ${state.organization} has no apps that this token can see.`]
		: [`No machines in ${apps.join(', ')}.`, 'fly machine run makes one; it shows up here by itself.'];
};
