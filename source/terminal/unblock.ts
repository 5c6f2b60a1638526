/**
Lets writes to a terminal wait on their own. Node has everything else wait with them, so that a terminal that is not read any more (a connection that
hangs, ctrl-s) would stop polls, the renewal of leases and the end too. A program that is started with this terminal undoes it.
*/
export const unblock = (stream: NodeJS.WriteStream): void => {
	const handle: unknown = stream.isTTY ? Reflect.get(stream, '_handle') : undefined;
	if (typeof handle === 'object' && handle !== null && 'setBlocking' in handle && typeof handle.setBlocking === 'function') {
		handle.setBlocking(false);
	}
};
