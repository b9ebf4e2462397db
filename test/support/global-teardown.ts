/** After the set-up, so whatever it taught Node still holds. */
const tearDown = async (): Promise<void> => {
  const { sharedServers } = await import('./shared-servers.ts');
  for (const server of sharedServers.splice(0)) await server.stop();
};

export default tearDown;
