/** What a rule's `route` is compared with. */
export type RoutedRequest = {readonly operation: string; readonly method: string; readonly path: string};

const methodAndPath = /^(GET|POST|PUT|PATCH|DELETE|\*) (\/\S*)$/;

/** Whether a text can stand for routes: as one of the operations, or as a method and a path. */
export const isRoutePattern = (pattern: string, operations: readonly string[]): boolean =>
	operations.includes(pattern) || methodAndPath.test(pattern);

const isSameWord = (wanted: string, word: string | undefined): boolean => word !== undefined && (wanted === '*' || wanted === word);

const isSamePath = (wanted: string, path: string): boolean => {
	const wantedWords = wanted.split('/');
	const words = path.replace(/(.)\/$/, '$1').split('/');
	return wantedWords.length === words.length && wantedWords.every((word, index) => isSameWord(word, words[index]));
};

/** Whether a request is one of those that a pattern stands for. `*` is any method, or any one word of a path. */
export const matchesRoute = (pattern: string, {operation, method, path}: RoutedRequest): boolean => {
	const [, wantedMethod, wantedPath] = methodAndPath.exec(pattern) ?? [];
	return wantedMethod === undefined || wantedPath === undefined
		? pattern === operation
		: isSameWord(wantedMethod, method) && isSamePath(wantedPath, path);
};
