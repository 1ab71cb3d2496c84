// dist/daemon/options.js
function readingOptions(options) {
  const { configId, allConfig } = options;
  return { allIncludeChecks: allConfig, ...configId === null ? {} : { configId } };
}

export {
  readingOptions
};
