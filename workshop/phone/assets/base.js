// Tells Streamlit's page where its server is, so that it does not look for it below every address.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
