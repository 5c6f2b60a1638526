import {selectConnection} from '../../store/connection.ts';
import type {State} from '../../store/state.ts';

/** Why the table has no rows: loading, failing, nothing there, or all filtered out. One line each. */
export const emptyText = (state: State): readonly string[] => {
	const {kind, failure} = selectConnection(state);
	if (state.fleet.size > 0) {
		return [`No machine matches "${state.view.filter}".`, 'esc shows all again.'];
	}

	if (failure !== undefined) {
		return [failure.message, kind === 'unauthorized' ? 'Check the token: fly auth token shows a good one.' : 'flydeck keeps trying.'];
	}

	if (kind === 'loading') {
		return ['Loading the machines ...'];
	}

	const apps = [...state.feeds.keys()];
	return apps.length === 0
		? [`The organization ${state.organization} has no apps that this token can see.`]
		: [`No machines in ${apps.join(', ')}.`, 'fly machine run makes one; it shows up here by itself.'];
};
