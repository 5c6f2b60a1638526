import {resourceTables} from '../../domain/resources/tables.ts';
import {failureAdvice} from '../../store/failure-kinds.ts';
import {emptyFeed, sourceInWords, sourceKey} from '../../store/resources.ts';
import {type ResourceScreen, selectListed, sourcesOf} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';

/** Why a table has no rows: all filtered out, failing, not allowed, loading, unreadable, or nothing there. One line each. */
export const emptyText = (state: State, screen: ResourceScreen): readonly string[] => {
	const {one, none} = resourceTables[screen.kind];
	if (selectListed(state, screen).length > 0) {
		return [`No ${one} matches "${screen.filter}".`, 'esc shows all again.'];
	}

	const sources = sourcesOf(screen);
	const feeds = sources.map(source => state.resources.get(sourceKey(source)) ?? emptyFeed);
	const failure = feeds.find(feed => feed.failure !== undefined)?.failure;
	if (failure !== undefined) {
		return [failure.message, failureAdvice(failure)];
	}

	const [first] = sources;
	if (first !== undefined && feeds.some(({answeredAtMs}) => answeredAtMs === undefined)) {
		return [`Loading ${sources.length === 1 ? sourceInWords(first) : `the ${screen.kind} of ${sources.length} apps`} ...`];
	}

	const issues = feeds.flatMap(feed => feed.issues);
	return issues.length > 0 ? [`${issues.length} could not be read: ${issues[0]}.`, 'N tells of each of them.'] : [none];
};
